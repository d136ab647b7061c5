REVOKE ALL ON FUNCTION praxis_private.is_vendor_excluded(uuid, uuid), praxis_private.vendor_turn() FROM PUBLIC;
