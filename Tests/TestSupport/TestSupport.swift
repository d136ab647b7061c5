// The kinds of values that tests share.
