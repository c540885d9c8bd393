import Button, { type ButtonProps } from '@mui/material/Button';
import Tooltip from '@mui/material/Tooltip';
import type { WhyNot } from '../session/may.js';

type ActionButtonProps = Omit<ButtonProps, 'disabled'> & {
  /** Why it cannot be pressed; null when it can. */
  whyNot?: WhyNot;
};

/** A button that, where it cannot be pressed, can still be reached and says why. */
export function ActionButton({ whyNot = null, onClick, ...props }: ActionButtonProps) {
  if (whyNot === null) return <Button onClick={onClick} {...props} />;
  return (
    <Tooltip title={whyNot} describeChild>
      <Button
        {...props}
        type="button"
        aria-disabled
        onClick={(event) => event.preventDefault()}
        sx={{ ...props.sx, cursor: 'not-allowed', opacity: 0.62, '&, &:hover': { borderColor: 'divider', color: 'text.secondary', backgroundColor: props.variant === 'contained' ? 'action.disabledBackground' : 'transparent' } }}
      />
    </Tooltip>
  );
}
