/** The provinces, municipalities, autonomous and special regions by the first two digits (GB/T 2260), and 66, the insurers' code of the Corps in Xinjiang. */
export const provinces: ReadonlySet<string> = new Set([
  ...['11', '12', '13', '14', '15', '21', '22', '23', '31', '32', '33', '34', '35', '36', '37', '41', '42', '43', '44'],
  ...['45', '46', '50', '51', '52', '53', '54', '61', '62', '63', '64', '65', '66', '71', '81', '82'],
])
