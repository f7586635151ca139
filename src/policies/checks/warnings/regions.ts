import { everywhere } from '../../../domain/policies/merge.ts'
import type { LoadedPack } from '../../loader/load.ts'
import { isDivision } from '../divisions.ts'
import { faultAt, type PackFault, type Spot } from '../faults.ts'
import { everyClause, type RowAt, rowsIn, type World } from '../world.ts'

/** Regions that are not there, that inherit from far away, files in the folder of another region, and municipalities that are none. */
export function warnOfRegions(world: World): PackFault[] {
  return [
    ...world.packs.flatMap(ofFile),
    ...everyClause(world).flatMap((place) => rowsIn(world, place).flatMap(noMunicipality)),
  ]
}

/** Beijing, Tianjin, Shanghai, Chongqing. */
const municipalities: readonly string[] = ['11', '12', '31', '50']

/** A city of a province is no municipality: there the word would be read as the province. */
function noMunicipality({ row, place, spot }: RowAt): PackFault[] {
  const { where } = row as { readonly where?: string }
  return where !== 'in-municipality' || municipalities.includes(place.region.slice(0, 2))
    ? []
    : [faultAt(spot, 'no-municipality', { region: place.region })]
}

function ofFile(pack: LoadedPack): PackFault[] {
  const { region, inherits } = pack.file
  const spot = (key: string): Spot => ({ file: pack.path, line: pack.lineOf([key]) })
  const folder = pack.path.split(/[\\/]/).at(-2) ?? ''
  return [
    ...(region === everywhere || isDivision(region) ? [] : [faultAt(spot('region'), 'region-unknown', { region })]),
    ...(/^\d{6}$/.test(folder) && folder !== region
      ? [faultAt(spot('region'), 'folder-region', { folder, region })]
      : []),
    ...far(pack, inherits, spot('inherits')),
  ]
}

function far({ file: { region } }: LoadedPack, parent: string | undefined, spot: Spot): PackFault[] {
  if (parent === undefined || parent === everywhere) return []
  const above = [`${region.slice(0, 4)}00`, `${region.slice(0, 2)}0000`, region]
  return above.includes(parent) ? [] : [faultAt(spot, 'inherits-far', { region, parent })]
}
