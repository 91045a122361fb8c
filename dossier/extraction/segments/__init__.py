"""Segmentation: quotation marks, sentences and their quotations."""
