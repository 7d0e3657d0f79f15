"""Calls for service: pictures, filters, ledger, quality, types."""
