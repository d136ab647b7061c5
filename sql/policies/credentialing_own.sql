-- Everybody who works there sees what is on file about their own person, and where they work: without any permission to look
-- at credentials or people. Compartments stay closed to their holders as they are.

CALL praxis_private.open_own('praxis.person');
CALL praxis_private.open_own('praxis.employment');
CALL praxis_private.open_own('praxis.appointment');
CALL praxis_private.open_own('praxis.credential');
CALL praxis_private.open_own('praxis.credential_term');
CALL praxis_private.open_own('praxis.credential_status');
CALL praxis_private.open_own('praxis.verification');
CALL praxis_private.open_own('praxis.credential_claim');
CALL praxis_private.open_own('praxis.credential_withdrawal');
CALL praxis_private.open_own('praxis.credential_document');
CALL praxis_private.open_own('praxis.malpractice_cover');
CALL praxis_private.open_to(
    'praxis.file', 'own',
    'compartment = ''credentialing'' AND person_id = (SELECT praxis_private.self_if(''practice.duty.fulfill''))',
    reading => true);
