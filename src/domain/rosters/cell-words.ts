/** What lists write for the tier of an enrolment. */
export const tiers = new Map<string, 1 | 2>([
  ...['1', '01', '一', '一档', '1档', '第一档'].map((word) => [word, 1] as const),
  ...['2', '02', '二', '二档', '2档', '第二档'].map((word) => [word, 2] as const),
])

/** What lists write for 是 and 否 of 丧失劳动能力. */
export const marks = new Map([
  ...['是', '有', '1', '√', 'y', 'yes', 'true', '丧失', '丧失劳动能力', '无劳动能力'].map(
    (word) => [word, true] as const,
  ),
  ...['否', '无', '0', '×', 'n', 'no', 'false', '未丧失', '未丧失劳动能力', '有劳动能力'].map(
    (word) => [word, false] as const,
  ),
])
