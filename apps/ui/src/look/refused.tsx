import { mdiLockOutline } from '@mdi/js';
import { Empty } from './empty.js';

/** Instead of what somebody may not see: the reason. */
export function Refused({ whyNot }: { whyNot: string }) {
  return (
    <Empty icon={mdiLockOutline} title="This is not open to you">
      {whyNot}
    </Empty>
  );
}
