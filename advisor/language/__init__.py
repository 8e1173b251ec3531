"""Reading what sellers write: tokens, sentences, quantities and the field's terms, zh and en."""
