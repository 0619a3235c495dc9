// Runs before a page's own scripts: notes what the browser refuses, and what fails.
window.pageProblems = [];
addEventListener('securitypolicyviolation', event => pageProblems.push(
  `refused by the policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
addEventListener('error', event => event.message && pageProblems.push(`script failed: ${event.message}`));
// A page that refreshes itself must not change under whoever looks at it.
addEventListener('htmx:beforeRequest', event => event.preventDefault(), true);
