extension RecordShape {
    /// Every shape, by its name in the API document.
    package static let all: [RecordShape] =
        [
            health, logStanding, proof, document, me, duty, jurisdiction, policyPackInList, policyPack, builtInPack,
            builtInText,
            packReport,
            consequence, person, deputy, conflict, signIn, session, credential,
            token, signedOut, outletInList, outlet, event,
            partyInList,
            party, partyRole, licenceInList, licence, inspectionInList, inspection, loggedInspection,
            nuisanceReportInList, nuisanceReport, caseInList, caseFile, recommendation, decision, actionInList, action,
            importReport, historyReport, stepCounts, unsealing, handedContact, contactKey, contactRetention,
            evidence, evidenceUpload, attachment, evidenceRetention,
            personRoles, signals, integritySettings, drawInList, draw, assignment, backCheck,
        ] + Indicator.allCases.map(figures)
}
