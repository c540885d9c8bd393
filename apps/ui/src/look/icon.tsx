import SvgIcon, { type SvgIconProps } from '@mui/material/SvgIcon';

/** A picture beside a word; who cannot see it misses nothing. */
export function Icon({ path, ...props }: SvgIconProps & { path: string }) {
  return (
    <SvgIcon aria-hidden fontSize="small" {...props}>
      <path d={path} />
    </SvgIcon>
  );
}
