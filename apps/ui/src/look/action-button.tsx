import Button, { type ButtonProps } from '@mui/material/Button';
import Tooltip from '@mui/material/Tooltip';
import type { WhyNot } from '../session/may.js';

type ActionButtonProps = Omit<ButtonProps, 'disabled'> & {
  /** Why it cannot be pressed; null when it can. */
  whyNot?: WhyNot;
};

/**
 * A button that, where it cannot be pressed, can still be reached and says why. It stays the same element whether or not, so that
 * whoever stands on it by keyboard does not lose the place when it changes.
 */
export function ActionButton({ whyNot = null, onClick, ...props }: ActionButtonProps) {
  return (
    <Tooltip title={whyNot} describeChild>
      <Button {...props} onClick={onClick} {...(whyNot !== null && refusing(props))} />
    </Tooltip>
  );
}

const refusing = ({ sx, variant }: ButtonProps): ButtonProps => ({
  type: 'button',
  'aria-disabled': true,
  onClick: (event) => event.preventDefault(),
  sx: { ...sx, cursor: 'not-allowed', opacity: 0.62, '&, &:hover': { borderColor: 'divider', color: 'text.secondary', backgroundColor: variant === 'contained' ? 'action.disabledBackground' : 'transparent' } },
});
