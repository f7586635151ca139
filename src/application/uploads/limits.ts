/** What one upload may take, so that a small file cannot become a large one. */
export interface UploadLimits {
  /** Of the body as it is sent. */
  readonly bytes: number
  /** Of what it unpacks to. */
  readonly unpackedBytes: number
  /** Of the text, the header and the faulty ones included. */
  readonly lines: number
}

/** A million lines of a hospital are some 100 megabytes of text, and a tenth of that in a ZIP. */
export const hospitalFile: UploadLimits = { bytes: 128_000_000, unpackedBytes: 512_000_000, lines: 2_000_000 }

/** A province's list of five million people, a third of whose lines are in quotes. */
export const departmentList: UploadLimits = { bytes: 1_000_000_000, unpackedBytes: 1_000_000_000, lines: 6_000_000 }

/** Claims of a batch: a large hospital's month. Up to `answeredLines` are settled while the request waits, in some seconds. */
export const claimBatch = { bytes: 128_000_000, lines: 100_000, answeredLines: 5_000 } as const

/** Entries of a ZIP that are looked at: the list, and what a system packs beside it. */
export const maxEntries = 100

/**
 * How many bytes a packed one may become. Lines of people and settlements pack to a tenth; the same byte over and over
 * packs to a thousandth. Small files are let be: a short list of equal lines is no harm.
 */
export const maxRatio = 200
export const ratioFreeBytes = 1_000_000

/**
 * Columns of a list are a few dozen; a sheet has sixteen thousand, which a single mark far to the right would fill. Merged cells do
 * not overlap, so no more of them lie beside each other.
 */
export const maxSheetColumns = 256

/** The longest line that is kept; the columns of a person or a settlement take a tenth of it. */
export const maxLineLength = 4096

/** Faults of lines that an answer shows; the others are counted. */
export const shownFaults = 100

/**
 * Faulty lines after which reading stops, once they are the most: what is wrong in that many lines is wrong in the file.
 * A large list with few faults in a hundred is read to its end.
 */
export const maxFaultyLines = 10_000
