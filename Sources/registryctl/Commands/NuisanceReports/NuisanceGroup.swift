import ArgumentParser

/// Nuisance reports of the public.
struct NuisanceGroup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "nuisance", abstract: "Nuisance reports: what the public reported.",
        subcommands: [
            NuisanceList.self, NuisanceShow.self, NuisanceReceive.self, NuisanceAttribute.self, NuisanceClose.self,
            NuisanceReopen.self,
        ])
}
