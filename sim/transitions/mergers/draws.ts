/** Draw numbers of one who seeks a partner: whether it seeks, whether both agree, whether they found a new association. */
export const [SEEK, AGREE, CREATE] = [0, 1, 2];

/** First of the draws whether a legal form is available. */
const AVAILABLE = 3;

/** First of the draws that pick partners, and how many of these there can be. */
export const PARTNERS = 20;
export const MOST_PARTNERS = 64;

/**
 * Draw number of whether a legal form is available, by its index in the file: what there is room for before the partners'
 * draws, the others behind them, so that no two questions share a draw.
 */
export function availabilityOf(form: number): number {
  const number = AVAILABLE + form;
  return number < PARTNERS ? number : number + MOST_PARTNERS;
}
