import { Page } from '../look/page.js';

export function OperationsPage() {
  return (
    <Page title="Operations">
      <></>
    </Page>
  );
}
