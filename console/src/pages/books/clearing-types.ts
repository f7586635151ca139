import { clearingTypeNames, clearingTypes } from '../../../../src/domain/fund/fund-names.ts'
import { bookWords as words } from '../../words/catalogue.ts'

export const clearingTypeField = {
  name: 'clearingType',
  label: words.clearingType,
  options: clearingTypes.map((value) => ({ value, label: clearingTypeNames[value] })),
}
