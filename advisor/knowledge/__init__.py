"""Reading the content of knowledge/: bibliography, notes, fact tables, glossary."""
