/** What is asked of DNS and what is answered: questions, records, and the steps of a resolver. */
package io.kubenet.dns.message;
