# Golden numbers for experiments/statistics.
# Rscript scripts/golden/statistics.R > test/experiments/golden/statistics.json; npx oxfmt test/experiments/golden
suppressPackageStartupMessages(library(boot))

json <- function(x) {
  if (is.null(x) || (length(x) == 1 && is.na(x))) return("null")
  if (is.list(x)) {
    parts <- vapply(x, json, "")
    if (is.null(names(x))) return(paste0("[", paste(parts, collapse = ","), "]"))
    return(paste0("{", paste(sprintf("\"%s\":%s", names(x), parts), collapse = ",\n"), "}"))
  }
  cells <- if (is.character(x)) sprintf("\"%s\"", x) else if (is.logical(x)) tolower(as.character(x)) else sprintf("%.17g", x)
  if (length(cells) == 1 && !inherits(x, "AsIs")) cells else paste0("[", paste(cells, collapse = ","), "]")
}

set.seed(20261123)
control <- round(rnorm(14, 10, 2), 6)
treated <- round(control + rnorm(14, 0.6, 0.9), 6)
skewed <- round(rexp(25), 6)
tied <- c(1, -1, 2, 2, -3, 0, 4, 4, 5, -2, 6, 0.5)
d <- treated - control

moments <- lapply(list(control, skewed, tied, c(3, 1)), function(x) list(
  sample = x, mean = mean(x), variance = var(x), median = median(x),
  quantiles = lapply(c(0, 0.025, 0.1, 0.37, 0.5, 0.8, 1), function(p) c(p, quantile(x, p, type = 7, names = FALSE))),
  skewness = mean((x - mean(x))^3) / mean((x - mean(x))^2)^1.5))

tests <- lapply(list(list("two.sided", 0, 0.95), list("greater", 0.3, 0.9), list("less", 0.3, 0.99)), function(a) {
  one <- t.test(d, mu = a[[2]], alternative = a[[1]])
  both <- t.test(d, conf.level = a[[3]])
  list(side = c(two.sided = "two", greater = "greater", less = "less")[[a[[1]]]], nullValue = a[[2]], level = a[[3]],
    t = one$statistic[[1]], p = one$p.value, low = both$conf.int[1], high = both$conf.int[2])
})

tost <- lapply(list(c(-1, 1, 0.05), c(-0.2, 1.5, 0.05), c(-1.2, 1.2, 0.01)), function(m) {
  interval <- t.test(d, conf.level = 1 - 2 * m[3])$conf.int
  list(low = m[1], high = m[2], alpha = m[3],
    p = max(t.test(d, mu = m[1], alternative = "greater")$p.value, t.test(d, mu = m[2], alternative = "less")$p.value),
    interval = as.vector(interval))
})

p <- c(0.01, 0.04, 0.03, 0.005, 0.2, 0.03, 0.9, 0.0001)

signs <- lapply(list(d, tied, -abs(tied)), function(x) {
  above <- sum(x > 0); n <- sum(x != 0)
  list(sample = x, above = above, ties = sum(x == 0), two = binom.test(above, n)$p.value,
    greater = binom.test(above, n, alternative = "greater")$p.value, less = binom.test(above, n, alternative = "less")$p.value)
})

wilcoxon <- lapply(list(d, skewed - 0.7, round(control, 3) - 9.9), function(x) list(sample = x,
  v = wilcox.test(x, exact = TRUE)$statistic[[1]], two = wilcox.test(x, exact = TRUE)$p.value,
  greater = wilcox.test(x, exact = TRUE, alternative = "greater")$p.value,
  less = wilcox.test(x, exact = TRUE, alternative = "less")$p.value))
many <- round(rnorm(200, 0.1), 2)
wilcoxonMany <- list(sample = many, v = suppressWarnings(wilcox.test(many, exact = FALSE)$statistic[[1]]),
  two = suppressWarnings(wilcox.test(many, exact = FALSE)$p.value))

pm <- function(side, alternative) {
  test <- cor.test(treated + control, treated - control, alternative = alternative)
  list(side = side, t = test$statistic[[1]], p = test$p.value)
}
spread <- list(lnRatio = log(var(treated) / var(control)),
  pitmanMorgan = list(pm("two", "two.sided"), pm("greater", "greater"), pm("less", "less")))

# boot's own resamples; the code under test is given what came out of them
bca <- lapply(list(list("mean", skewed, mean), list("variance", skewed, var), list("median of 14", treated, median)), function(a) {
  x <- a[[2]]; statistic <- function(x, i) a[[3]](x[i])
  b <- boot(x, statistic, R = 999)
  influence <- empinf(b, type = "jack")
  level <- 0.9
  share <- mean(b$t < b$t0)
  list(name = a[[1]], sample = x, estimate = b$t0, replicates = as.vector(b$t), influence = influence, level = level,
    ties = any(b$t == b$t0), interval = boot.ci(b, conf = level, type = "bca", L = influence)$bca[4:5])
})

power <- list(
  t = lapply(list(c(10, 0.8, 0.05, 2), c(30, 0.3, 0.01, 2), c(200, 0.25, 0.05, 1), c(4, 2, 0.01, 2)), function(a) list(
    n = a[1], effect = a[2], alpha = a[3], sides = a[4],
    power = power.t.test(n = a[1], delta = a[2], sig.level = a[3], type = "one.sample", strict = TRUE,
      alternative = if (a[4] == 2) "two.sided" else "one.sided")$power)),
  pairs = lapply(list(c(0.5, 0.05, 2, 0.8), c(0.2, 0.01, 2, 0.95), c(1.5, 0.05, 1, 0.9)), function(a) list(
    effect = a[1], alpha = a[2], sides = a[3], power = a[4],
    n = ceiling(power.t.test(delta = a[1], sig.level = a[2], power = a[4], type = "one.sample", strict = TRUE,
      alternative = if (a[3] == 2) "two.sided" else "one.sided")$n))),
  levels = lapply(list(c(2, 0.1), c(4, 0.2), c(9, 0.3)), function(a) {
    J <- a[1]; f <- a[2]
    of <- function(n) pf(qf(0.01, J - 1, J * (n - 1), lower.tail = FALSE), J - 1, J * (n - 1), ncp = n * J * f^2, lower.tail = FALSE)
    n <- 2; while (of(n) < 0.95) n <- n + 1
    list(levels = J, f = f, n = n, power = of(n))
  }),
  halfWidth = lapply(list(c(1, 0.1), c(2.5, 0.7), c(0.3, 1)), function(a) {
    n <- 2; while (qt(0.975, n - 1) * a[1] / sqrt(n) > a[2]) n <- n + 1
    list(standardDeviation = a[1], halfWidth = a[2], n = n)
  }))

n <- length(d); t0 <- mean(d) / sd(d) * sqrt(n)
dzEnd <- function(share) uniroot(function(delta) pt(t0, n - 1, delta) - share, c(-10, 20), tol = 1e-13)$root / sqrt(n)
effect <- list(treated = treated, control = control, raw = mean(d), dz = mean(d) / sd(d),
  hedges = lapply(c(2, 5, 13, 400), function(df) c(df, exp(lgamma(df / 2) - lgamma((df - 1) / 2)) / sqrt(df / 2))),
  dav = mean(d) / sqrt((var(treated) + var(control)) / 2), interval = c(dzEnd(0.975), dzEnd(0.025)),
  correlation = cor(treated, control), gain = (var(treated) + var(control)) / var(d))

doses <- c(0, 1, 3, 7)
table <- matrix(round(rnorm(20, rep(doses, each = 5) * 0.2), 6), 5)
# within each replicate the coefficient of the highest power in the least-squares polynomial
polynomial <- function(degree) apply(table, 1, function(y) coef(lm(y ~ poly(doses, degree, raw = TRUE)))[[degree + 1]])
trend <- list(doses = doses, blocks = lapply(1:5, function(i) table[i, ]), line = polynomial(1), bend = polynomial(2))

cat(json(list(oracle = paste(R.version.string, "with boot", packageVersion("boot")), script = "scripts/golden/statistics.R",
  moments = moments, correlation = cor(treated, control), differences = d, tests = tests, tost = tost,
  p = p, holm = p.adjust(p, "holm"), benjaminiHochberg = p.adjust(p, "BH"), signs = signs, wilcoxon = wilcoxon,
  wilcoxonMany = wilcoxonMany, spread = spread, bca = bca, power = power, effect = effect, trend = trend)))
