-- Members of the committee open the packet of a file that they may vote on; its parts are for that alone.

REVOKE ALL ON FUNCTION
    praxis_private.packet_items(uuid, uuid, date), praxis_private.packet_flags(uuid, uuid),
    praxis_private.packet_documents(uuid, uuid, date), praxis_private.packet_application(uuid, uuid)
FROM PUBLIC, praxis_app, praxis_jobs, praxis_readonly;
REVOKE ALL ON FUNCTION praxis_private.committee_packet(uuid, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION praxis_private.committee_packet(uuid, uuid) TO praxis_app;
