import { Fact, Facts } from '../look/facts.js';
import { MONO } from '../look/theme.js';
import { Time } from '../look/times.js';
import type { Twin } from './read-twin.js';

/** Which twin is shown, and since when. */
export function TwinFacts({ twin, readAt }: { twin: Twin; readAt: number }) {
  return (
    <Facts>
      <Fact name="Last synced"><Time at={new Date(readAt).toISOString()} /></Fact>
      <Fact name="Device">{[twin.status, twin.connectionState?.toLowerCase()].filter(Boolean).join(', ') || 'The hub does not say'}</Fact>
      <Fact name="Last activity">{twin.lastActivityAt ? <Time at={twin.lastActivityAt} /> : 'Never'}</Fact>
      <Fact name="Versions">
        Twin {twin.version}, desired {twin.desiredVersion ?? 'none'}, reported {twin.reportedVersion ?? 'none'}
      </Fact>
      <Fact name="ETag"><span style={{ fontFamily: MONO }}>{twin.etag}</span></Fact>
    </Facts>
  );
}
