import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { KINDS, type Draft, type Kind } from './credentials.js';

/** How to sign in to a hub. What is typed stays when another kind is chosen. */
export function CredentialsFields({ draft, onChange }: { draft: Draft; onChange(draft: Draft): void }) {
  return (
    <>
      <TextField select label="Sign in with" value={draft.kind} onChange={(event) => onChange({ ...draft, kind: event.target.value as Kind })}>
        {Object.entries(KINDS).map(([kind, { word }]) => (
          <MenuItem key={kind} value={kind}>
            {word}
          </MenuItem>
        ))}
      </TextField>
      {KINDS[draft.kind].fields.map(({ name, label, help, secret = false, lines, optional = false }) => (
        <TextField
          key={`${draft.kind} ${name}`}
          label={label}
          helperText={help}
          required={!optional}
          type={secret ? 'password' : 'text'}
          autoComplete="off"
          multiline={lines !== undefined}
          minRows={lines}
          value={draft[name]}
          onChange={(event) => onChange({ ...draft, [name]: event.target.value })}
          slotProps={{ htmlInput: { spellCheck: false } }}
        />
      ))}
    </>
  );
}
