// Package read turns the bytes of an export file into rows of cells: it says
// what a file looks like when it is no table, finds its encoding, delimiter
// and damage, and streams its records with flat memory. It knows nothing of
// any platform: what the columns mean is package format's.
package read
