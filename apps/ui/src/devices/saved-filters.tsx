import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Divider from '@mui/material/Divider';
import ListItemText from '@mui/material/ListItemText';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { mdiBookmarkOutline } from '@mdi/js';
import { useState } from 'react';
import { useAnnounce } from '../look/announcements.js';
import { Icon } from '../look/icon.js';
import { keepFilters, savedFilters, type SavedFilter } from './device-filter.js';

interface SavedFiltersProps {
  search: URLSearchParams;
  onChange(search: URLSearchParams): void;
}

/** Filters under a name, kept by this browser. */
export function SavedFilters({ search, onChange }: SavedFiltersProps) {
  const [saved, setSaved] = useState(savedFilters);
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [naming, setNaming] = useState(false);
  const announce = useAnnounce();
  const here = saved.find((one) => one.search === search.toString());
  const keep = (filters: SavedFilter[]) => {
    keepFilters(filters);
    setSaved(filters);
  };
  return (
    <>
      <Button color="inherit" aria-haspopup="menu" aria-expanded={anchor !== null} startIcon={<Icon path={mdiBookmarkOutline} />} onClick={(event) => setAnchor(event.currentTarget)} sx={{ borderColor: 'divider' }}>
        {here?.name ?? 'Saved filters'}
      </Button>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        {saved.map((one) => (
          <MenuItem
            key={one.name}
            selected={one === here}
            onClick={() => {
              setAnchor(null);
              onChange(new URLSearchParams(one.search));
            }}
          >
            <ListItemText>{one.name}</ListItemText>
          </MenuItem>
        ))}
        {saved.length > 0 && <Divider />}
        <MenuItem
          disabled={search.toString() === '' || here !== undefined}
          onClick={() => {
            setAnchor(null);
            setNaming(true);
          }}
        >
          Save this filter…
        </MenuItem>
        {here && (
          <MenuItem
            onClick={() => {
              setAnchor(null);
              keep(saved.filter((one) => one !== here));
              announce(`Forgot the filter ${here.name}.`);
            }}
          >
            Forget “{here.name}”
          </MenuItem>
        )}
      </Menu>
      <NameDialog
        open={naming}
        onClose={() => setNaming(false)}
        onName={(name) => {
          keep([...saved.filter((one) => one.name !== name), { name, search: search.toString() }]);
          setNaming(false);
          announce(`Saved the filter ${name}.`);
        }}
      />
    </>
  );
}

function NameDialog({ open, onClose, onName }: { open: boolean; onClose(): void; onName(name: string): void }) {
  const [name, setName] = useState('');
  return (
    <Dialog open={open} onClose={onClose} fullWidth maxWidth="xs" aria-labelledby="name-filter">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() !== '') onName(name.trim());
          setName('');
        }}
      >
        <DialogTitle id="name-filter">Save this filter</DialogTitle>
        <DialogContent>
          <TextField autoFocus required label="Name" value={name} onChange={(event) => setName(event.target.value)} sx={{ mt: 1 }} slotProps={{ htmlInput: { maxLength: 60 } }} />
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="contained">
            Save
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
