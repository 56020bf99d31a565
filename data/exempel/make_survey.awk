# SPDX-License-Identifier: GPL-3.0-or-later
# Makes the synthetic safety survey and table. The answers are made up: they show the form, not the
# state of any place.
#
#   awk -f make_survey.awk -v file=answers > syntetisk_trygghetsmatning.csv
#   awk -f make_survey.awk -v file=table   > syntetisk_trygghetstabell.csv
#
# The same seed gives the same bytes with any awk. Random numbers are x = 16807 x mod 2^31 - 1, which
# is exact in doubles. The sample is stratified by municipality, sex and age; a weight is the people
# of the stratum divided by its respondents.

function random() { seed = (16807 * seed) % 2147483647; return seed / 2147483647 }
# Nearly normal, mean 0 and standard deviation 1.
function bell(  i, s) { s = -6; for (i = 0; i < 12; i++) s += random(); return s }

# A question: how common the problem is, and the number of answers besides "vet ej".
function ask(key, level, n) { keys[++n_questions] = key; levels[n_questions] = level; answers[n_questions] = n }

function describe() {
  n_places = split("1880 1881 1861", places, " ")
  split("3240 810 810", invited, " "); split("118000 16400 12200", people, " ")
  split("0 -0.15 0.05", place_effect, " ")
  split("A B C D E F", areas, " "); split("0.35 -0.2 0.1 -0.4 0.6 -0.1", area_effect, " ")
  n_sexes = split("Kvinna Man", sexes, " "); split("0.30 -0.10", sex_effect, " ")
  n_ages = split("16-34 35-64 65-84", ages, " "); split("0.20 0 -0.15", age_effect, " ")
  split("0.29 0.48 0.23", age_share, " "); split("0.38 0.50 0.66", response, " ")
  ask("o1", 0.1, 4); ask("o2", -0.2, 4); ask("o3", -0.5, 4); ask("o4", -0.6, 4); ask("o5", 0.3, 4)
  ask("u1", -1.4, 3); ask("u2", -1.5, 3); ask("u3", -1.7, 3); ask("u4", -2.3, 3)
  ask("r1", -0.3, 4); ask("r2", -0.6, 4)
  ask("t1", -0.4, 4); ask("t2", -0.9, 4)
  ask("f1", -0.1, 4)
}

# What a person with a given inclination answers.
function answer(q, inclination,  x, z, k) {
  x = random()
  if (x < 0.02) return ""
  if (x < 0.05) return 8
  if (keys[q] == "t1" && x < 0.09) return inclination + bell() > 0.6 ? 5 : 6
  z = levels[q] + 0.7 * inclination + bell()
  for (k = 1; k < answers[q]; k++) if (z < -0.8 + 0.9 * k) return k
  return answers[q]
}

function write_answers(  wave, m, s, a, i, q, n, size, drawn, area, inclination, row) {
  print "Syntetiska uppgifter: påhittade svar som visar formen för en trygghetsmätning; inga verkliga personer"
  printf "kommun;delområde;år;stratum;stratumstorlek;urval;vikt;kön;åldersgrupp"
  for (q = 1; q <= n_questions; q++) printf ";%s", keys[q]
  print ""
  for (wave = 0; wave < 2; wave++) for (m = 1; m <= n_places; m++) for (s = 1; s <= n_sexes; s++) for (a = 1; a <= n_ages; a++) {
    size = int(people[m] / n_sexes * age_share[a] + 0.5); drawn = int(invited[m] / n_sexes / n_ages + 0.5)
    n = 0
    for (i = 1; i <= drawn; i++) {
      if (random() > response[a] - 0.02 * wave) continue
      area = 1 + int(6 * random())
      inclination = 0.8 * bell() + place_effect[m] + sex_effect[s] + age_effect[a] + 0.12 * wave
      if (m == 1) inclination += area_effect[area]
      row = sexes[s] ";" ages[a]
      for (q = 1; q <= n_questions; q++) row = row ";" answer(q, inclination)
      n++; of_area[n] = m == 1 ? "Delområde " areas[area] : ""; rows[n] = row
    }
    for (i = 1; i <= n; i++)
      printf "%s;%s;%d;%s %s;%d;%d;%.4f;%s\n", places[m], of_area[i], 2023 + 2 * wave, sexes[s], ages[a], size, drawn, size / n, rows[i]
  }
}

function write_table(  year, i, q, g, x, n_texts, n_groups, n_areas) {
  print "Syntetiska uppgifter: påhittade andelar som visar formen för en publicerad tabell"
  print "år;område;lokalpolisområde;fråga;kön;andel (%);antal svar"
  n_texts = split("Otrygg ute ensam sen kväll;Oroar sig ofta för brottsligheten i samhället;Har förtroende för polisen", texts, ";")
  split("27 46 51", middle, " ")
  n_areas = split("Örebro;Örebro län;Riket;Örebro (syntetiskt)", names, ";")
  # The country is published without the number of answers, as it often is.
  split("640 2400 0 980", n_answers, " "); split("1.5 0.4 0 2.2", name_effect, " ")
  n_groups = split("Samtliga Kvinnor Män", groups, " "); split("0 7.5 -7.5", group_effect, " ")
  for (year = 2021; year <= 2025; year++) for (i = 1; i <= n_areas; i++) for (q = 1; q <= n_texts; q++) for (g = 1; g <= n_groups; g++) {
    x = middle[q] + (q == 3 ? -1 : 1) * (name_effect[i] + 0.6 * (year - 2023)) + (q == 3 ? 0.3 : 1) * group_effect[g] + 1.2 * bell()
    printf "%d;%s;%s;%s;%s;%.1f;%s\n", year, i == 4 ? "" : names[i], i == 4 ? names[i] : "", texts[q], groups[g], x, n_answers[i] ? int(n_answers[i] / (g == 1 ? 1 : 2)) : ""
  }
}

BEGIN { seed = 20250401; describe(); if (file == "table") write_table(); else write_answers() }
