"""KZZQ Desktop: the ledger of party members and the households they keep in touch with."""

__version__ = "0.1.0"
