"""The body model beside its peers, on one core."""

import os

# a core is the unit: a second thread of linear algebra would only wait, and be counted
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("MKL_NUM_THREADS", "1")
