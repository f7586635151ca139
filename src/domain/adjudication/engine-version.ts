/** Named on every receipt. It rises when the same facts and the same law would come out differently. */
export const engineVersion = '1.1.0'
