// Command kubeconfig answers how client-go reads a kubeconfig and which proxy Go takes: one JSON case a line on stdin,
// one JSON answer a line on stdout. Relative paths are answered as they are written.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"net/url"
	"os"

	"golang.org/x/net/http/httpproxy"
	"k8s.io/client-go/tools/clientcmd"
	"k8s.io/client-go/tools/clientcmd/api"
)

type question struct {
	// Text is that of a kubeconfig; empty when a proxy is asked for.
	Text   string `json:"text"`
	Server string `json:"server"`
	HTTPS  string `json:"https"`
	HTTP   string `json:"http"`
	No     string `json:"no"`
}

type answer map[string]any

func main() {
	in, out := json.NewDecoder(bufio.NewReader(os.Stdin)), bufio.NewWriter(os.Stdout)
	defer out.Flush()
	encoder := json.NewEncoder(out)
	for in.More() {
		var asked question
		if err := in.Decode(&asked); err != nil {
			fmt.Fprintln(os.Stderr, "kubeconfig:", err)
			os.Exit(1)
		}
		if asked.Server != "" {
			encoder.Encode(proxy(asked))
		} else {
			encoder.Encode(load(asked.Text))
		}
	}
}

func proxy(asked question) answer {
	server, err := url.Parse(asked.Server)
	if err != nil {
		return answer{"error": true}
	}
	config := httpproxy.Config{HTTPProxy: asked.HTTP, HTTPSProxy: asked.HTTPS, NoProxy: asked.No}
	found, err := config.ProxyFunc()(server)
	if err != nil || found == nil {
		return answer{"proxy": ""}
	}
	return answer{"proxy": found.Scheme + "://" + found.Host}
}

func load(text string) answer {
	config, err := clientcmd.Load([]byte(text))
	if err != nil {
		return answer{"error": true}
	}
	clusters, users, contexts := answer{}, answer{}, answer{}
	for name, cluster := range config.Clusters {
		clusters[name] = []any{
			cluster.Server, cluster.TLSServerName, cluster.InsecureSkipTLSVerify, string(cluster.CertificateAuthorityData),
			cluster.ProxyURL, cluster.DisableCompression,
		}
	}
	for name, user := range config.AuthInfos {
		users[name] = userFields(user)
	}
	for name, context := range config.Contexts {
		contexts[name] = []any{context.Cluster, context.AuthInfo, context.Namespace}
	}
	return answer{"current": config.CurrentContext, "clusters": clusters, "users": users, "contexts": contexts}
}

func userFields(user *api.AuthInfo) []any {
	fields := []any{
		user.Token, user.Username, user.Password, string(user.ClientCertificateData), user.Impersonate, user.ImpersonateUID,
		append([]string{}, user.ImpersonateGroups...), len(user.ImpersonateUserExtra),
	}
	if user.Exec != nil {
		fields = append(fields, user.Exec.APIVersion, user.Exec.Command, append([]string{}, user.Exec.Args...),
			len(user.Exec.Env), user.Exec.ProvideClusterInfo, string(user.Exec.InteractiveMode))
	}
	return fields
}
