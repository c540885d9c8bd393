import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { mdiDownload, mdiPencil, mdiRefresh } from '@mdi/js';
import { memo } from 'react';
import { useParams } from 'react-router';
import type { Schemas } from '../api/client.js';
import { useDevice } from '../devices/use-device.js';
import { ActionButton } from '../look/action-button.js';
import { Afterwards } from '../look/afterwards.js';
import { CopyButton } from '../look/copy-button.js';
import { Icon } from '../look/icon.js';
import { LoadingLines } from '../look/loading.js';
import { Panel } from '../look/panel.js';
import { ProblemAlert } from '../look/problem-alert.js';
import { Refused } from '../look/refused.js';
import { MONO } from '../look/theme.js';
import { useWhyNotWith, type WhyNot } from '../session/may.js';
import { ComparePanel } from './compare-panel.js';
import { HistoryPanel } from './history-panel.js';
import { EMPTY, writeJson } from './json-text.js';
import { ModulesPanel, ToDeviceTwin } from './modules-panel.js';
import type { Twin } from './read-twin.js';
import { nameOf, type TwinAddress } from './twin-address.js';
import { TwinDraft } from './twin-draft.js';
import { TwinFacts } from './twin-facts.js';
import { useEditing } from './use-editing.js';
import { useTwin } from './use-twin.js';

/** The twin of one of the modules of a device. */
export function ModuleTwinPage() {
  const { moduleId = null } = useParams();
  return <TwinPage device={useDevice()} moduleId={moduleId} />;
}

/** The twin of a device or of one of its modules, as the hub has it, and the edit that somebody has of it. */
export const TwinPage = memo(function TwinPage({ device, moduleId }: { device: Schemas['Device']; moduleId: string | null }) {
  const mayNotRead = useWhyNotWith(device, 'twin:read');
  const mayNotWrite = useWhyNotWith(device, 'twin:write');
  const address = { deviceId: device.deviceId, moduleId };
  if (mayNotRead) return <Refused whyNot={mayNotRead} />;
  return <TwinOf key={nameOf(address)} address={address} mayNotWrite={mayNotWrite} />;
});

function TwinOf({ address, mayNotWrite }: { address: TwinAddress; mayNotWrite: WhyNot }) {
  const { deviceId, moduleId } = address;
  const read = useTwin(address);
  const { data: twin, error, refetch, isFetching, dataUpdatedAt } = read;
  const editing = useEditing(address, read);
  return (
    <>
      {moduleId !== null && <ToDeviceTwin deviceId={deviceId} />}
      {error && <ProblemAlert error={error} onRetry={() => void refetch()} />}
      {!twin && !error && <LoadingLines />}
      {twin && (
        <Panel
          title={moduleId === null ? 'Azure IoT Hub Device Twin' : `Twin of the module ${moduleId}`}
          actions={
            <>
              <Button color="inherit" startIcon={<Icon path={mdiRefresh} />} loading={isFetching} loadingPosition="start" onClick={() => void refetch()}>
                Refresh
              </Button>
              <Button color="inherit" startIcon={<Icon path={mdiDownload} />} onClick={() => download(moduleId ?? deviceId, twin)}>
                Download
              </Button>
              <CopyButton text={() => textOf(twin)} what="whole twin" />
              {!editing.draft && (
                <ActionButton variant="contained" startIcon={<Icon path={mdiPencil} />} whyNot={mayNotWrite} onClick={editing.begin}>
                  Edit
                </ActionButton>
              )}
            </>
          }
        >
          <TwinFacts twin={twin} readAt={dataUpdatedAt} />
          {mayNotWrite && (
            <Alert severity="info" sx={{ mt: 2 }}>
              Read-only: {mayNotWrite}
            </Alert>
          )}
        </Panel>
      )}
      <TwinDraft name={nameOf(address)} editing={editing} mayNotWrite={mayNotWrite} />
      {twin && <ComparePanel twin={twin} />}
      {twin && (
        <Afterwards>
          {!editing.draft && (
            <Panel title="Tags" about="What back ends know the device by. The device does not see them." actions={<CopyButton text={() => writeJson(twin.tags)} what="tags" />}>
              <Box component="pre" tabIndex={0} role="group" aria-label="Tags" sx={{ m: 0, fontFamily: MONO, fontSize: '0.8125rem', lineHeight: 1.6, overflow: 'auto', maxHeight: 420 }}>
                {writeJson(twin.tags)}
              </Box>
            </Panel>
          )}
          {moduleId === null && <ModulesPanel deviceId={deviceId} />}
          <HistoryPanel address={address} mayNotWrite={mayNotWrite} />
        </Afterwards>
      )}
    </>
  );
}

const textOf = ({ desired, reported, tags }: Twin): string =>
  writeJson({ ...EMPTY, members: Object.entries({ desired, reported, tags }).map(([key, value]) => ({ key, value, from: 0, to: 0 })) });

function download(name: string, twin: Twin): void {
  const address = URL.createObjectURL(new Blob([textOf(twin)], { type: 'application/json' }));
  const link = Object.assign(document.createElement('a'), { href: address, download: `${name}-twin.json` });
  link.click();
  URL.revokeObjectURL(address);
}
