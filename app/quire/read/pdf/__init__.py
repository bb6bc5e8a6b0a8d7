"""PDF pages become page content: text order, tables, figures, captions. Runs inside reader processes only.

pymupdf is imported inside functions; nothing here may start a thread (MuPDF allows none).
"""
