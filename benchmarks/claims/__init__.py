"""Pairs of a claim and the words of a source, labelled: supported, unsupported, contradicted, wrong_number."""
