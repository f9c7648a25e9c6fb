"""Sums inside answers: portions, labels, foods, packs, units and limits."""
