# SPDX-License-Identifier: GPL-3.0-or-later
# Other events that agree with everything a public version shows of them. Where no clock, series or map
# of single events may be shown, an hour may be another one of the same six (-v hours=1), and a day one a
# week later or earlier in the same month (-v days=1). In PLACE (-v place=9001) the events of two problem
# areas with too few to be told of are exchanged: their codes ONE and OTHER (-v one=0412 -v other=3005).
BEGIN { FS = OFS = ";" }
FNR == 1 { print; next }
{
  split($3, when, /[- :]/)
  if ($4 == "" && when[4] % 6 < 5 && NR % 3 == 0)
    $3 = sprintf("%s-%s-%s %02d:%s", when[1], when[2], when[3], when[4] + 1, when[5])
  else if ($4 == "" && when[3] <= 21 && NR % 5 == 1)
    $3 = sprintf("%s-%s-%02d %s:%s", when[1], when[2], when[3] + 7, when[4], when[5])
  if ($7 == place && ($2 == one || $2 == other)) $2 = $2 == one ? other : one
  print
}
