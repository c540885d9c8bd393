import { Page } from '../look/page.js';

export function OverviewPage() {
  return (
    <Page title="Overview">
      <></>
    </Page>
  );
}
