import ArgumentParser

/// What the rules say about the facts.
struct RecommendationGroup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "recommendation", abstract: "Recommendations: what the policy says, why, and what you decide.",
        subcommands: [
            RecommendationList.self, RecommendationShow.self, RecommendationExplain.self, RecommendationRecompute.self,
            RecommendationAnswer.self, RecommendationState.self, RecommendationFollow.self,
            RecommendationDepart.self,
        ], aliases: ["recommendations"])
}
