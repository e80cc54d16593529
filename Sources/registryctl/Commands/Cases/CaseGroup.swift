import ArgumentParser

/// Cases: the files for outlets.
struct CaseGroup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "case", abstract: "Cases: the file for one outlet, from finding to action.",
        subcommands: [CaseList.self, CaseShow.self, CaseOpen.self, CaseClose.self, CaseDecide.self], aliases: ["cases"])
}
