import "./api-browser.css";

// The page of /docs: the API's description, without the package's own bar.
/* global SwaggerUIBundle */
SwaggerUIBundle({ url: "/openapi/v1.json", dom_id: "#swagger-ui", presets: [SwaggerUIBundle.presets.apis], layout: "BaseLayout", validatorUrl: null, docExpansion: "none", filter: true, displayRequestDuration: true, defaultModelsExpandDepth: 0 });
