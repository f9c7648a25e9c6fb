"""The textbook formulas once more, written the slow way and shared with nothing in the program."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np
from scipy import optimize, stats


def projection(w: Any, x: Any) -> Any:
    big = np.diag(w)
    return big - big @ x @ np.linalg.inv(x.T @ big @ x) @ x.T @ big


def q_at(y: Any, v: Any, x: Any, tau2: float) -> float:
    return float(y @ projection(1 / (v + tau2), x) @ y)


def minus_log_likelihood(y: Any, v: Any, x: Any, tau2: float, *, restricted: bool) -> float:
    """-2 log L by the multivariate normal density itself."""
    k, p = x.shape
    sigma = np.diag(v + tau2)
    inverse = np.linalg.inv(sigma)
    beta = np.linalg.solve(x.T @ inverse @ x, x.T @ inverse @ y)
    if not restricted:
        return float(-2 * stats.multivariate_normal(x @ beta, sigma).logpdf(y))
    # REML is the likelihood of contrasts that x says nothing about.
    contrasts = np.linalg.svd(x, full_matrices=True)[0][:, p:]
    z = contrasts.T @ y
    density = stats.multivariate_normal(np.zeros(k - p), contrasts.T @ sigma @ contrasts)
    return float(-2 * np.atleast_1d(density.logpdf(z))[0])


def tau2(method: str, y: Any, v: Any, x: Any) -> float:
    k, p = x.shape
    if method == "FE":
        return 0.0
    if method == "DL":
        m = projection(1 / v, x)
        return max(0.0, float((y @ m @ y - (k - p)) / np.trace(m)))
    if method == "HE":
        m = projection(np.ones(k), x)
        return max(0.0, float((y @ m @ y - np.trace(m @ np.diag(v))) / (k - p)))
    if method == "SJ":
        start = float(np.mean((y - y.mean()) ** 2))
        return float(start * q_at(y, v, x, start) / (k - p))
    if method in ("PM", "DLIT", "SJIT"):
        if q_at(y, v, x, 0.0) <= k - p:
            return 0.0
        top = 1.0
        while q_at(y, v, x, top) > k - p:
            top *= 2
        return float(optimize.bisect(lambda t: q_at(y, v, x, t) - (k - p), 0, top, xtol=1e-13))
    restricted = method == "REML"
    at: Callable[[float], float] = lambda t: minus_log_likelihood(y, v, x, t, restricted=restricted)  # noqa: E731
    spread = float(np.var(y) + v.mean())
    grid = np.concatenate([[0.0], np.geomspace(1e-6, 30, 120)]) * spread
    best = int(np.argmin([at(t) for t in grid]))
    low, high = grid[max(0, best - 1)], grid[min(len(grid) - 1, best + 1)]
    found = optimize.minimize_scalar(
        at, bounds=(low, high), method="bounded", options={"xatol": 1e-12}
    )
    return 0.0 if at(0.0) <= found.fun else float(found.x)


def coefficients(y: Any, v: Any, x: Any, t: float) -> tuple[Any, Any]:
    w = np.diag(1 / (v + t))
    covariance = np.linalg.inv(x.T @ w @ x)
    return covariance @ x.T @ w @ y, covariance


def mantel_haenszel_or(table: Any) -> tuple[float, float]:
    """Log odds ratio and its Robins-Breslow-Greenland standard error, trial by trial."""
    r = s = pr = ps_qr = qs = 0.0
    for a, n1, c, n2 in table:
        b, d, n = n1 - a, n2 - c, n1 + n2
        ri, si, pi, qi = a * d / n, b * c / n, (a + d) / n, (b + c) / n
        r, s = r + ri, s + si
        pr, ps_qr, qs = pr + pi * ri, ps_qr + pi * si + qi * ri, qs + qi * si
    return math.log(r / s), math.sqrt(pr / (2 * r * r) + ps_qr / (2 * r * s) + qs / (2 * s * s))


def mantel_haenszel_rr(table: Any) -> tuple[float, float]:
    r = s = p = 0.0
    for a, n1, c, n2 in table:
        n = n1 + n2
        r, s = r + a * n2 / n, s + c * n1 / n
        p += (n1 * n2 * (a + c) - a * c * n) / n**2
    return math.log(r / s), math.sqrt(p / (r * s))


def mantel_haenszel_rd(table: Any) -> tuple[float, float]:
    top = w = p = q = 0.0
    for a, n1, c, n2 in table:
        n = n1 + n2
        top += (a * n2 - c * n1) / n
        w += n1 * n2 / n
        p += (n1**2 * c - n2**2 * a + n1 * n2 * (n2 - n1) / 2) / n**2
        q += (a * (n2 - c) + c * (n1 - a)) / (2 * n)
    return top / w, math.sqrt((top / w * p + q) / w**2)
