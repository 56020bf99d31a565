# SPDX-License-Identifier: GPL-3.0-or-later
# All answers exchanged between a respondent of a part of the municipality with few and one of another, of the
# same wave, sex and age: everything but the parts, which are not shown, stays. Needs two passes over the
# file: kommun;delområde;år;kön;åldersgrupp;q1;q2;q3
BEGIN { FS = OFS = ";" }
FNR == NR {
  if (FNR == 1) next
  group = $3 ";" $4 ";" $5
  if ($2 == part) first[group] = FNR ";" $6 " " $7 " " $8
  else if ((group in first) && !(group in second)) {
    split(first[group], one, ";")
    if (one[2] != $6 " " $7 " " $8) {
      second[group] = 1; answer[one[1]] = $6 " " $7 " " $8; answer[FNR] = one[2]; n++
    }
  }
  next
}
FNR in answer { split(answer[FNR], a, " "); $6 = a[1]; $7 = a[2]; $8 = a[3] }
{ print }
END { print n + 0 >"/dev/stderr" }
