# SPDX-License-Identifier: GPL-3.0-or-later
# Another project that agrees with everything a public version shows. Reads what the attack could not
# learn (attack --hidden: "crime/TYPE/PLACE/YEAR COUNT"), then the counts "kommun;period;key;count", and
# writes the counts with one crime moved between two places for every type and year where two small
# counts are left out: both stay small, and the sum over all places stays. The crimes that are of no type
# must not become few or stop being few, since that would be another choice of what is left out.
BEGIN { FS = OFS = ";" }
FNR == 1 { file++ }
file == 1 {
  n = split($0, word, /[\/ ]/)
  if (n == 5 && word[1] == "crime" && word[4] ~ /^[0-9]+$/) hidden[word[4] ";" word[2] ";" word[3]] = word[5]
  next
}
file == 2 { count[$2 ";" $3 ";" $1] = $4; next }
# The rest of the whole that a type belongs to.
function rest(year, place, type) {
  if (type == "burglary") return count[year ";theft;" place] - count[year ";burglary;" place]
  return count[year ";total;" place] - count[year ";person;" place] - count[year ";theft;" place] \
    - count[year ";vandalism;" place] - count[year ";drugs_weapons;" place]
}
function choose(  key, part, i, j, n, place, keys) {
  n = 0
  for (key in hidden) keys[++n] = key
  for (i = 2; i <= n; i++) # a fixed order
    for (j = i; j > 1 && keys[j - 1] > keys[j]; j--) { key = keys[j]; keys[j] = keys[j - 1]; keys[j - 1] = key }
  for (i = 1; i <= n; i++) {
    split(keys[i], part, ";")
    group = part[1] ";" part[2]
    if (part[2] == "total" || part[2] == "theft" || (group in done)) continue
    left = rest(part[1], part[3], part[2])
    if (left < 7) continue
    if (hidden[keys[i]] < 4 && !(group in up)) up[group] = keys[i]
    else if (hidden[keys[i]] > 1 && !(group in down)) down[group] = keys[i]
    if ((group in up) && (group in down)) {
      change[up[group]] = 1
      change[down[group]] = -1
      done[group] = 1
      moved++
    }
  }
}
file == 3 {
  if (!chosen++) choose()
  if (FNR > 1) $4 += change[$2 ";" $3 ";" $1]
  print
}
END { print moved + 0 >"/dev/stderr" }
