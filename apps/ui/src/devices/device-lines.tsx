import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Schemas } from '../api/client.js';
import { DeviceLine } from './device-line.js';
import { NOTHING_DRAWN, takeOver } from './take-over.js';

/** The heights of a line, px: in a wide window, and in a narrow one. */
export const LINE = 50;
export const TALL_LINE = 86;
/** Lines that are drawn above and below what is seen. */
const AHEAD = 6;
/** So many lines before the end the next page is asked for. */
const ASK_BEFORE_END = 150;

interface DeviceLinesProps {
  devices: readonly Schemas['Device'][];
  wide: boolean;
  more: boolean;
  loading: boolean;
  onEnd(): void;
}

/** As high as all lines together, of which only those in sight are in the page. */
export function DeviceLines({ devices, wide, more, loading, onEnd }: DeviceLinesProps) {
  const box = useRef<HTMLDivElement>(null);
  const [above, setAbove] = useState(0);
  const height = wide ? LINE : TALL_LINE;
  useLayoutEffect(() => setAbove(box.current?.offsetTop ?? 0), [wide]);
  const virtual = useWindowVirtualizer({ count: devices.length, estimateSize: () => height, overscan: AHEAD, scrollMargin: above });
  useEffect(() => virtual.measure(), [virtual, height]);
  const inSight = virtual.getVirtualItems();
  const from = inSight[0]?.index ?? 0;
  const to = (inSight.at(-1)?.index ?? -1) + 1;
  useEffect(() => {
    if (more && !loading && to > devices.length - ASK_BEFORE_END) onEnd();
  }, [more, loading, to, devices.length, onEnd]);

  const lines = devices.slice(from, to);
  const before = useRef(NOTHING_DRAWN);
  // Who has the focus on one device is not to find it on another.
  const drawn = takeOver(before.current, lines.map(({ deviceId }) => deviceId), () => !box.current?.contains(document.activeElement));
  useLayoutEffect(() => {
    before.current = drawn;
  });
  return (
    <div ref={box} className={wide ? 'lines wide' : 'lines'} style={{ height: devices.length * height }} role="rowgroup">
      <div role="presentation" style={{ top: from * height }}>
        {lines.map((device, at) => (
          <DeviceLine key={drawn.keys[at]} device={device} row={from + at + 2} wide={wide} />
        ))}
      </div>
    </div>
  );
}
