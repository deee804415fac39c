// iam-simulate as a filter. It is under the AGPL, and so a process of its own, which is never shipped.
//
// A line in: a policy and requests. A line out: what the policy decides of each request.
// A request that is `known` must be one that the service knows, with its resource and context keys.
import { runSimulation, runUnsafeSimulation } from '@cloud-copilot/iam-simulate'
import { createInterface } from 'node:readline'

const account = '123456789012'

for await (const line of createInterface({ input: process.stdin })) {
  const { policy, requests } = JSON.parse(line)
  const answers = []
  for (const request of requests) {
    answers.push(await answer(policy, request))
  }
  console.log(JSON.stringify(answers))
}

async function answer(policy, { action, resource, context, known }) {
  const simulation = {
    request: {
      principal: `arn:aws:iam::${account}:role/judged`,
      action,
      // One's own account even where the ARN names another: it is the policy that has to deny.
      resource: { resource, accountId: account },
      contextVariables: context,
    },
    identityPolicies: [{ name: 'judged', policy }],
    serviceControlPolicies: [],
    resourceControlPolicies: [],
  }
  if (!known) {
    return { decision: runUnsafeSimulation(simulation, {}) }
  }
  const judged = await runSimulation(simulation, {})
  if (judged.resultType === 'error') {
    return { decision: 'Error', objection: JSON.stringify(judged.errors) }
  }
  const ignored = judged.result?.ignoredContextKeys ?? []
  const objection = ignored.length > 0 ? `the action has no ${ignored.join(', ')}` : undefined
  return { decision: judged.overallResult, objection }
}
