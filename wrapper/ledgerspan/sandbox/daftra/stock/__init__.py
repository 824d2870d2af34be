"""Goods in stores: what moves them, by hand or by a document, and requisitions for them."""
