import ArgumentParser

/// Photos and documents.
struct EvidenceGroup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evidence", abstract: "Evidence: photos and documents of inspections, nuisance reports and cases.",
        subcommands: [
            EvidenceAttach.self, EvidenceList.self, EvidenceShow.self, EvidenceFetch.self, EvidenceDetach.self,
            EvidenceHold.self, EvidenceRelease.self, EvidenceRetention.self, EvidenceKeep.self,
        ])
}
