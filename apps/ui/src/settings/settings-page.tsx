import { Page } from '../look/page.js';

export function SettingsPage() {
  return (
    <Page title="Settings">
      <></>
    </Page>
  );
}
