import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import type { Schemas } from '../../api/client.js';

export type Sku = NonNullable<Schemas['Integration']['sku']>;

export interface Edition {
  sku: Sku | null;
  units: number | null;
}

const SKUS: readonly Sku[] = ['F1', 'S1', 'S2', 'S3'];

/** What the hub was bought as. It decides how fast the hub may be used. */
export function EditionFields({ edition: { sku, units }, onChange }: { edition: Edition; onChange(edition: Edition): void }) {
  return (
    <Stack direction="row" spacing={2}>
      <TextField
        select
        label="Bought as"
        value={sku ?? ''}
        helperText="It sets the pace. Where it is not said, the limits are learnt."
        onChange={(event) => onChange(event.target.value === '' ? { sku: null, units: null } : { sku: event.target.value as Sku, units: units ?? 1 })}
        slotProps={{ inputLabel: { shrink: true }, select: { displayEmpty: true } }}
      >
        <MenuItem value="">Not said</MenuItem>
        {SKUS.map((one) => (
          <MenuItem key={one} value={one}>
            {one}
          </MenuItem>
        ))}
      </TextField>
      <TextField label="Units" type="number" sx={{ maxWidth: 140 }} disabled={sku === null} required={sku !== null} value={units ?? ''} onChange={(event) => onChange({ sku, units: event.target.value === '' ? null : Number(event.target.value) })} slotProps={{ htmlInput: { min: 1, max: 200 }, inputLabel: { shrink: true } }} />
    </Stack>
  );
}
