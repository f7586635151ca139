/**
 * Programs write a question mark for a character that they have not, spreadsheets #N/A for a value that they do not find, and lists that
 * were masked for others to read have stars, circles, crosses or 某 for what they leave out. None of them is a name that anybody has.
 */
export function isLostName(name: string): boolean {
  const plain = name.normalize('NFKC').replace(/\s/g, '')
  return lost.test(plain) || isMasked(plain)
}

/** 〇 is a character that people are called by, 丁〇一; two of them stand for what is left out. */
const lost = /[?*_#~⋯]|\.{2}|·{2}|[-–—]{2}|〇{2}/
/** Frames, blocks, shapes, signs and crosses. Of the circles four are also written for the dot within a name. */
const shape = /[\u2500-\u25ca\u25cc-\u25ce\u25d0-\u25e5\u25e7-\u27bf\u2b1a-\u2b55×※∗⁎✱〓■□]/u
const circle = /[●○◦]/u
const someone = /^\p{sc=Han}(?:\p{sc=Han}?某{1,3}|某\p{sc=Han}{1,2})$/u
/** Family names of two characters; of others the first alone is one, and 示例某 is somebody's name. */
const families = [
  ...['欧阳', '司马', '上官', '诸葛', '东方', '皇甫', '尉迟', '公孙', '慕容', '司徒', '夏侯', '令狐', '端木', '南宫'],
  ...['独孤', '宇文', '长孙', '呼延', '轩辕', '淳于', '单于', '太史', '申屠', '钟离', '闻人', '澹台', '公冶', '宗政'],
  ...['濮阳', '赫连', '百里', '东郭', '西门', '完颜', '纳兰'],
]

/** 丁某, 丁某某, 丁某三 and 欧阳某: a family name, and nothing said of what follows it. */
function isSomeone(name: string): boolean {
  return someone.test(name) && (name.charAt(1) === '某' || families.includes(name.slice(0, 2)))
}

/** X or O among Chinese characters: 丁X, 丁XX, 丁x三, 丁OO. */
const crossed = /^(?=.*[XxOo])\p{sc=Han}[\p{sc=Han}XxOo]*$/u

function isMasked(name: string): boolean {
  return shape.test(name) || isSomeone(name) || crossed.test(name) || isCircled(name)
}

/** A circle between two parts of a name is its dot (买买提○阿不都); one at an end, beside another or behind a single character hides something. */
function isCircled(name: string): boolean {
  if (!circle.test(name)) return false
  const parts = name.split(circle)
  return parts.some((part) => part === '') || [...(parts[0] ?? '')].length === 1
}
