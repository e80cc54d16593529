import Records
import Registry

extension RouteTable {
    /// Evidence files: how they come in and go out, to what they belong, and how long they are kept.
    mutating func addEvidence() {
        addEvidenceFiles()
        addAttachments()
        addEvidenceEnds()
    }

    private mutating func addEvidenceFiles() {
        signedIn(.put, "/v1/evidence/{sha256}") { ask in try await EvidenceIntake(ask).whole() }
        signedIn(.get, "/v1/evidence/{sha256}") { ask in try await ask.handOutEvidence() }
        signedIn(.get, "/v1/evidence/{sha256}/upload") { ask in try await EvidenceIntake(ask).standing() }
        signedIn(.patch, "/v1/evidence/{sha256}/upload") { ask in try await EvidenceIntake(ask).part() }
        get("/v1/evidence/{sha256}/details") { ask in
            try ask.noQuery()
            return try await ask.registry.evidenceDetails(try ask.digest(), ask.actor)
        }
        create("/v1/evidence/{sha256}/redactions", NewRedaction.init) { ask, new, call in
            try await ask.registry.redactEvidence(try ask.digest(), new, call)
        }
    }

    private mutating func addAttachments() {
        addAttachments("/v1/inspections/{id}/evidence") { ask in .inspection(try ask.parameter("id")) }
        addAttachments("/v1/nuisance-reports/{reference}/evidence") { ask in
            .nuisanceReport(try ask.parameter("reference"))
        }
        addAttachments("/v1/cases/{reference}/evidence") { ask in .caseFile(try ask.parameter("reference")) }
        create("/v1/attachments/{number}/detachment", Reason.inFull) { ask, reason, call in
            try await ask.registry.detachEvidence(try ask.parameter("number"), reason, call)
        }
    }

    private mutating func addAttachments(
        _ path: String, _ record: @escaping @Sendable (Ask) throws -> EvidenceRecord
    ) {
        get(path) { ask in
            try ask.noQuery()
            return try await ask.registry.evidence(of: try record(ask), ask.actor)
        }
        create(path, NewAttachment.init) { ask, new, call in
            try await ask.registry.attachEvidence(to: try record(ask), new, call)
        }
    }

    private mutating func addEvidenceEnds() {
        create("/v1/evidence/{sha256}/hold", Reason.inFull) { ask, reason, call in
            try await ask.registry.holdEvidence(try ask.digest(), reason, call)
        }
        create("/v1/evidence/{sha256}/hold/lifting", Reason.inFull) { ask, reason, call in
            try await ask.registry.releaseEvidence(try ask.digest(), reason, call)
        }
        get("/v1/evidence-retention") { ask in
            try ask.noQuery()
            return try await ask.registry.evidenceRetention(ask.actor)
        }
        create("/v1/evidence-retention", EvidenceRetentionChange.init) { ask, change, call in
            try await ask.registry.setEvidenceRetention(change, call)
        }
    }
}
