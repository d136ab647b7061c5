-- An excepted element of a survey binder says why and by whom: the function that tells of elements has a column more.
DROP FUNCTION IF EXISTS praxis_private.binder_items(uuid);
