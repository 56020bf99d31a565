/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/tails.h"

#include <float.h>
#include <gsl/gsl_cdf.h>
#include <math.h>

double pb_normal_p(double z) {
  return erfc(fabs(z) * M_SQRT1_2);
}

double pb_chi2_p(double chi2, double df) {
  return chi2 > 0 ? gsl_cdf_chisq_Q(chi2, df) : 1;
}

double pb_normal_critical(double confidence) {
  return gsl_cdf_ugaussian_Qinv((1 - confidence) / 2);
}

/* Continued fraction of the incomplete beta function by modified Lentz; quick for
 * x < (a + 1) / (a + b + 2). I_x(a, b) = x^a (1-x)^b / (a B(a, b)) times this. */
static double beta_fraction(double a, double b, double x) {
  const double tiny = 1e-300;
  double c = 1, d = 1 - (a + b) * x / (a + 1);
  d = 1 / (fabs(d) < tiny ? tiny : d);
  double h = d;
  for (double m = 1; m < 1e6; m++) {
    double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 + even * d;
    c = 1 + even / c;
    d = 1 / (fabs(d) < tiny ? tiny : d);
    c = fabs(c) < tiny ? tiny : c;
    h *= d * c;
    double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 + odd * d;
    c = 1 + odd / c;
    d = 1 / (fabs(d) < tiny ? tiny : d);
    c = fabs(c) < tiny ? tiny : c;
    double step = d * c;
    h *= step;
    if (fabs(step - 1) < DBL_EPSILON)
      break;
  }
  return h;
}

double pb_t_p(double t, double df) {
  double x = df / (df + t * t), y = t * t / (df + t * t), a = df / 2, b = 0.5;
  if (y == 0)
    return 1;
  if (x == 0)
    return 0;
  double front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log(y));
  if (x < (a + 1) / (a + b + 2))
    return front * beta_fraction(a, b, x) / a;
  return 1 - front * beta_fraction(b, a, y) / b;
}

typedef struct {
  double target, df;
} t_target;

static double t_excess(double t, const void *data) {
  const t_target *wanted = data;
  return wanted->target - pb_t_p(t, wanted->df);
}

double pb_t_critical(double confidence, double df) {
  t_target wanted = {1 - confidence, df};
  double high = 4;
  while (t_excess(high, &wanted) < 0 && high < 1e150)
    high *= 4;
  return pb_solve_increasing(t_excess, &wanted, 0, high);
}

/* ln n! - (n ln n - n + ln(2 pi n) / 2), the rest of Stirling's formula. */
static double stirling_rest(double n) {
  static const double exact[16] = {
      0.0,
      0.0810614667953272582196702,
      0.0413406959554092940938221,
      0.02767792568499833914878929,
      0.02079067210376509311152277,
      0.01664469118982119216319487,
      0.01387612882307074799874573,
      0.01189670994589177009505572,
      0.010411265261972096497478567,
      0.009255462182712732917728637,
      0.008330563433362871256469318,
      0.007573675487951840794972024,
      0.006942840107209529865664152,
      0.006408994188004207068439631,
      0.005951370112758847735624416,
      0.005554733551962801371038690,
  };
  if (n < 16)
    return exact[(int)n];
  double s = 1 / (n * n);
  return (1. / 12 - (1. / 360 - (1. / 1260 - (1. / 1680 - s / 1188) * s) * s) * s) / n;
}

/* x ln(x / m) + m - x without cancellation. */
static double deviance_part(double x, double m) {
  double difference = x - m;
  if (fabs(difference) >= 0.1 * (x + m))
    return x * log(x / m) + m - x;
  double v = difference / (x + m), sum = difference * v, power = 2 * x * v;
  for (int j = 1; j < 1000; j++) {
    power *= v * v;
    double next = sum + power / (2 * j + 1);
    if (next == sum)
      break;
    sum = next;
  }
  return sum;
}

double pb_binomial_pmf(int64_t k, int64_t n, double p) {
  if (k < 0 || k > n)
    return 0;
  double q = 1 - p, x = (double)k, rest = (double)(n - k), size = (double)n;
  if (k == 0)
    return exp(p < 0.1 ? -deviance_part(size, size * q) - size * p : size * log(q));
  if (k == n)
    return exp(q < 0.1 ? -deviance_part(size, size * p) - size * q : size * log(p));
  double log_core = stirling_rest(size) - stirling_rest(x) - stirling_rest(rest) -
                    deviance_part(x, size * p) - deviance_part(rest, size * q);
  return exp(log_core) * sqrt(size / (2 * M_PI * x * rest));
}

/* P(X >= k) for 1 <= k <= n by the fraction, where it is quick. */
static double upper_fraction(int64_t k, int64_t n, double p) {
  return pb_binomial_pmf(k, n, p) * (1 - p) * beta_fraction((double)k, (double)(n - k + 1), p);
}

double pb_binomial_upper(int64_t k, int64_t n, double p) {
  if (k <= 0)
    return 1;
  if (k > n)
    return 0;
  if (p < (double)(k + 1) / (double)(n + 3))
    return upper_fraction(k, n, p);
  return 1 - upper_fraction(n - k + 1, n, 1 - p);
}

double pb_binomial_lower(int64_t k, int64_t n, double p) {
  return pb_binomial_upper(n - k, n, 1 - p);
}

double pb_solve_increasing(double (*f)(double x, const void *data), const void *data, double lo,
                           double hi) {
  double flo = f(lo, data), fhi = f(hi, data);
  if (flo >= 0)
    return lo;
  if (fhi <= 0)
    return hi;
  int side = 0;
  for (int i = 0; i < 300; i++) { /* Illinois, every third step a bisection */
    double x = i % 3 == 2 ? lo + (hi - lo) / 2 : hi - fhi * (hi - lo) / (fhi - flo);
    if (!(x > lo && x < hi))
      x = lo + (hi - lo) / 2;
    if (!(x > lo && x < hi) || hi - lo <= 4 * DBL_EPSILON * fabs(x))
      return x;
    double fx = f(x, data);
    if (fx == 0)
      return x;
    if (fx < 0) {
      lo = x;
      flo = fx;
      fhi = side == -1 ? fhi / 2 : fhi;
      side = -1;
    } else {
      hi = x;
      fhi = fx;
      flo = side == 1 ? flo / 2 : flo;
      side = 1;
    }
  }
  return lo + (hi - lo) / 2;
}
