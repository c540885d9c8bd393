import Button from '@mui/material/Button';
import { mdiMapMarkerQuestionOutline } from '@mdi/js';
import { Link } from 'react-router';
import { Empty } from '../look/empty.js';
import { Page } from '../look/page.js';

export function NotFoundPage() {
  return (
    <Page title="There is no such page">
      <Empty icon={mdiMapMarkerQuestionOutline} title="Nothing is at this address" action={<Button component={Link} to="/">To the overview</Button>}>
        The link may be old, or a character of it is missing.
      </Empty>
    </Page>
  );
}

/** Where the identity provider sends a tab that was opened only to sign in. */
export function SignedInPage() {
  return (
    <Page title="You are signed in">
      <p>Close this tab and go on in the one that you came from.</p>
    </Page>
  );
}
